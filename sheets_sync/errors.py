"""The few errors an operator can mend, grouped by what has to be done."""

from typing import ClassVar


class OperatorError(Exception):
    """Something a person has to mend. Its message says where, what was found against what was wanted, what to do."""

    exit_code: ClassVar[int]


class ConfigError(OperatorError):
    """Mend the configuration or the command."""

    exit_code = 2


class TrackerError(OperatorError):
    """Restore a sheet or a column; what could be published was."""

    exit_code = 3


class AccessError(OperatorError):
    """Share the sheet, renew the key, open the folder for writing."""

    exit_code = 4


class TryLaterError(OperatorError):
    """Wait: quota, outage."""

    exit_code = 5

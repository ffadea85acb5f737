"""What is read (Grid), what is written (Tab), and every way to do either."""

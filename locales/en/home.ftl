home = My day

home = Min dag

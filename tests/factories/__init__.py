"""Small worlds that tests share. They are built through the services wherever there is one."""

"""How a plan is served: the web application and the command line."""

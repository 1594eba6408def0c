"""Children covered: the headline with its bounds, the zones from the worst, and a plan of them."""

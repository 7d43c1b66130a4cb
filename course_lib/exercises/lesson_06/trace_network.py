"""The network that lesson 03 traced by hand."""

H1, H2, O1 = (1, -1, 0.5), (2, 0.5, -1), (1, -2, 0.5)  # lesson 03's trace; each w, w, b

"""What laptops ask of headquarters over HTTP: thin routes that decode, call a service and encode."""

"""How fast Aperture is on this machine, beside what it could at best be: `make bench`."""

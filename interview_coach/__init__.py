"""Interview Coach: settings, URLs and wiring."""

"""Settings, addresses, design-system components, start page and public pages."""

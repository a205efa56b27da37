"""The web application: a Django project of rooms. Nothing outside this folder imports django."""

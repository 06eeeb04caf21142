"""The sample programme: Nordwerk AG, its people, texts, portraits and pictures, invented and drawn by code."""

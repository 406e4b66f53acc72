"""Chats in a relational database: their settings, updates, shown answers, subscriptions and deliveries."""

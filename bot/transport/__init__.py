"""Telegram transport: sender with retries and rate limits, poller and webhook, inbox and receipts."""

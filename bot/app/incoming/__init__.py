"""What an update is before anything answers it: is it meant for the bot, what does it ask, where would an answer go?"""

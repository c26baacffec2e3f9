"""The trail as evidence: its lines sealed into a chain, the chain proven, personal data erased, lines exported."""

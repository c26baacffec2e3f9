"""From text to words: tokens, sentences, stems, and an answer read against what was expected."""

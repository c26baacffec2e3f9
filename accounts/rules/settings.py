"""What an organization may set."""

from interview_coach.core.exceptions import Invalid

MOST_FIELDS = 50
LONGEST = 100


def sound_extra_fields(given: object) -> dict[str, str]:
    """Return an organization's own interview fields, stored value to label. Raises `Invalid`.

    A stored value is lower case words joined by underscores.
    """
    if not isinstance(given, dict):
        raise Invalid("extra_fields", "invalid", 'An object: {"nursing": "Nursing"}.')
    if len(given) > MOST_FIELDS:
        raise Invalid("extra_fields", "max_length", f"{MOST_FIELDS} fields at most.")
    for value, label in given.items():
        if not (value.isidentifier() and value == value.lower() and len(value) <= LONGEST):
            shown = f"{value[:LONGEST]!r} is no stored value: lower case words joined by underscores."
            raise Invalid("extra_fields", "invalid", shown)
        if not isinstance(label, str) or not 0 < len(label.strip()) <= LONGEST:
            shown = f"The label of {value!r} is a text of at most {LONGEST} characters."
            raise Invalid("extra_fields", "invalid", shown)
    return given

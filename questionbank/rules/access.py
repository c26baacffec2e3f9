"""Who may read and write what can be asked."""

from accounts.rules import anyone, coaches, own, permit, runs

permit("questions.read", anyone)
# What an answer is judged on is told once it was given.
permit("questions.read_guidance", coaches)
permit("rubrics.read", coaches)
permit("rubrics.write", runs)
permit("collections.read", own | coaches)
permit("collections.make", coaches)
permit("collections.write", runs | (coaches & own))

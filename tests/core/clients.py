"""A client whose requests commit: what waits for the end of the transaction happens at the end of each request."""

from django.test import TestCase
from rest_framework.test import APIClient


class CommittingClient(APIClient):
    def request(self, **kwargs):
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**kwargs)

"""A channel layer in which much can happen while a socket joins a group."""

from channels.db import database_sync_to_async
from channels.layers import InMemoryChannelLayer


class SlowToJoin(InMemoryChannelLayer):
    """Calls `before_joining`, once, before the first group is joined."""

    before_joining = None

    async def group_add(self, group, channel):
        happen, self.before_joining = self.before_joining, None
        if happen is not None:
            await database_sync_to_async(happen)()
        await super().group_add(group, channel)

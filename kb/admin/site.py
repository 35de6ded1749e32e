"""The admin site: what it is called."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_header = _("Aperture: editing")
admin.site.site_title = _("Aperture")
admin.site.index_title = _("What needs work")
# The list of all kinds stands on the start page; beside a long form it would take the room of the form.
admin.site.enable_nav_sidebar = False

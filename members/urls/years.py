"""Addresses of a network's settings, its years and their criteria."""

from django.urls import path

from ..views import criteria, importing, settings, taken_over, years

IMPORT = "<slug:network>/<int:year>/members/import/"

urlpatterns = [
    path("<slug:network>/settings/", settings.network_settings, name="network_settings"),
    path("<slug:network>/settings/texts/", settings.network_texts, name="network_texts"),
    path("<slug:network>/settings/roles/", settings.roles, name="roles"),
    path("<slug:network>/settings/roles/<int:pk>/removal/", settings.role_removal, name="role_removal"),
    path("<slug:network>/years/new/", years.year_new, name="year_new"),
    path("<slug:network>/<int:year>/edit/", years.year_edit, name="year_edit"),
    path("<slug:network>/<int:year>/publication/", years.year_publication, name="year_publication"),
    path("<slug:network>/<int:year>/removal/", years.year_removal, name="year_removal"),
    path("<slug:network>/<int:year>/criteria/", criteria.criteria, name="criteria"),
    path("<slug:network>/<int:year>/criteria/new/", criteria.criterion_new, name="criterion_new"),
    path("<slug:network>/<int:year>/criteria/<int:pk>/", criteria.criterion_edit, name="criterion_edit"),
    path(
        "<slug:network>/<int:year>/criteria/<int:pk>/place/", criteria.criterion_place, name="criterion_place"
    ),
    path(
        "<slug:network>/<int:year>/criteria/<int:pk>/removal/",
        criteria.criterion_removal,
        name="criterion_removal",
    ),
    path("<slug:network>/<int:year>/members/new/", taken_over.member_new, name="member_new"),
    path(IMPORT, importing.member_import, name="member_import"),
    path(f"{IMPORT}template.<str:ending>", importing.member_template, name="member_template"),
    path(f"{IMPORT}<uuid:key>/", importing.member_list, name="member_list"),
    path(f"{IMPORT}<uuid:key>/removal/", importing.member_list_removal, name="member_list_removal"),
]

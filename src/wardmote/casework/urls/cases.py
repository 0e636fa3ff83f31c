from django.urls import path

from wardmote.casework.views import (
    case_bars,
    case_chronology,
    case_circle,
    case_edit,
    case_list,
    case_pages,
    case_trail,
    counted,
)

urlpatterns = [
    path("", case_list.cases, name="cases"),
    path("export/", case_list.export, name="case_export"),
    path("trail/", case_trail.partnership, name="audit_trail"),
    path("counted/<slug:key>/", counted.counted, name="counted"),
    path("<str:reference>/", case_pages.overview, name="case"),
    path("<str:reference>/edit/", case_edit.edit, name="case_edit"),
    path("<str:reference>/people/", case_pages.people, name="case_people"),
    path("<str:reference>/people/contact/<int:point>/", case_pages.contact, name="case_contact"),
    path("<str:reference>/plan/", case_pages.actions, name="case_actions"),
    path("<str:reference>/chronology/", case_chronology.chronology, name="case_chronology"),
    path("<str:reference>/chronology/<int:entry>/correct/", case_chronology.correct, name="case_correct"),
    path("<str:reference>/sharing/", case_circle.circle, name="case_circle"),
    path("<str:reference>/sharing/add/", case_circle.add, name="case_agency_add"),
    path("<str:reference>/sharing/end/<int:organisation>/", case_circle.end, name="case_agency_end"),
    path("<str:reference>/sharing/lead/", case_circle.lead, name="case_lead"),
    path("<str:reference>/sharing/grant/", case_bars.grant, name="case_grant"),
    path("<str:reference>/sharing/grant/<int:user>/end/", case_bars.revoke, name="case_grant_end"),
    path("<str:reference>/sharing/bar/", case_bars.bar, name="case_bar"),
    path("<str:reference>/sharing/bar/<int:user>/lift/", case_bars.lift, name="case_bar_lift"),
    path(
        "<str:reference>/sharing/bar/<uuid:person>/<int:user>/lift/", case_bars.lift_person, name="case_person_bar_lift"
    ),
    path("<str:reference>/trail/", case_trail.case, name="case_trail"),
]

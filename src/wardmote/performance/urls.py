from django.urls import path

from wardmote.performance.views import definitions, entering, importing, indicator, judging, quarter, similar

app_name = "performance"
urlpatterns = [
    path("", quarter.latest, name="latest"),
    path("indicators/", definitions.indicators, name="indicators"),
    path("indicators/new/", definitions.new, name="define"),
    path("indicators/grid/", entering.grid, name="grid"),
    path("indicators/import/", importing.choose, name="import_choose"),
    path("indicators/import/<int:pk>/", importing.preview, name="import"),
    path("indicators/<slug:key>/", definitions.definition, name="definition"),
    path("indicators/<slug:key>/change/", definitions.change, name="change"),
    path("indicators/<slug:key>/retire/", definitions.retire, name="retire"),
    path("indicators/<slug:key>/figures/", entering.figures, name="figures"),
    path("indicators/<slug:key>/figures/<slug:kind>/<slug:start>/", entering.figure, name="figure"),
    path("indicators/<slug:key>/counted/", entering.counted, name="counted"),
    path("indicators/<slug:key>/targets/", judging.targets, name="targets"),
    path("indicators/<slug:key>/baselines/", judging.steps, name="steps"),
    path("indicators/<slug:key>/baselines/<int:step>/withdraw/", judging.withdraw_step, name="withdraw_step"),
    path("indicators/<slug:key>/rating/<slug:quarter>/", judging.rating, name="rating"),
    path("indicators/<slug:key>/similar/<int:pk>/", similar.figures, name="similar_figures"),
    path("rules/", judging.rules, name="rules"),
    path("rules/new/", judging.new_rule, name="new_rule"),
    path("rules/<int:pk>/", judging.change_rule, name="change_rule"),
    path("similar/", similar.groups, name="similar"),
    path("similar/new/", similar.new_group, name="new_group"),
    path("similar/<int:pk>/", similar.change_group, name="change_group"),
    path("<slug:quarter>/", quarter.quarter, name="quarter"),
    path("<slug:quarter>/<slug:key>/", indicator.indicator, name="indicator"),
    path("<slug:quarter>/<slug:key>/chart.svg", indicator.chart, name="chart"),
    path("<slug:quarter>/<slug:key>/control.svg", indicator.control, name="control"),
]

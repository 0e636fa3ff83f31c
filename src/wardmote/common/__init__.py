"""What every room may use: dates, periods, numbers, form fields, page components, renderers for paper. Knows no room."""

"""What every room may use: dates, periods, numbers, form fields, page components, paper. Knows no room."""

// Runs before the first paint, so that the page does not flash in the wrong theme.
document.documentElement.dataset.theme = localStorage.getItem('windmill.theme') ?? 'system'

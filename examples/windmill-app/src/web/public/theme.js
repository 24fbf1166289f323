// Runs before the first paint, so that no page appears in the wrong theme first.
document.documentElement.dataset.theme = localStorage.getItem('windmill.theme') ?? 'system'

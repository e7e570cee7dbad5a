// Runs before the first paint so that a dark page never flashes white. Kept outside the bundle because the policy allows no inline script.
(function () {
  var root = document.documentElement;
  var theme = null;
  var scale = null;
  try {
    theme = localStorage.getItem('sauro.theme');
    scale = localStorage.getItem('sauro.scale');
  } catch (e) {
    /* storage may be closed; the system's theme is used */
  }
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  if (scale === '115' || scale === '130') root.dataset.scale = scale;
})();

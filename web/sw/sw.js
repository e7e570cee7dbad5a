// Keeps the built page, so that it opens without the line. Never an answer of the server's: those are asked for each time.
// The build writes its own name and its files in.
const BUILD = '__BUILD__';
const FILES = __FILES__;
const name = `sauro-${BUILD}`;
const patience = 4000; // ms for a page from the server before the kept one is shown

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'reload' })))));
});

self.addEventListener('activate', (event) => {
  // The build before this one stays: pages that still show it fetch their later parts from here.
  const tidy = async () => {
    const old = (await caches.keys()).filter((one) => one.startsWith('sauro-') && one !== name);
    await Promise.all(old.slice(0, -1).map((one) => caches.delete(one)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
});

// "Vary: Accept-Encoding" says nothing about a file already unpacked.
const kept = (path) => caches.match(path, { ignoreVary: true, ignoreSearch: true });

async function page(request) {
  const fresh = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  const first = await Promise.race([fresh.catch(() => undefined), late]);
  // a proxy's own error page while the server is away is no page of ours
  if (first && first.status < 500) return first;
  const cache = await caches.open(name);
  return (await cache.match('/index.html', { ignoreVary: true })) ?? fresh;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(kept(url.pathname).then((file) => file ?? fetch(request)));
  else if (FILES.includes(url.pathname)) event.respondWith(fetch(request).catch(async (error) => (await kept(url.pathname)) ?? Promise.reject(error)));
});

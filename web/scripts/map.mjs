// Simplifies data/provinces.geojson into the outline the overview draws. Borders shared by two provinces are simplified once,
// so that no gaps open between them. Hoàng Sa and Trường Sa keep every ring, as dots where a ring is smaller than a pixel.
// The result is committed; `node scripts/map.mjs --check` fails when it no longer matches its source.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const source = process.env.SAURO_PROVINCES ?? here('../../data/provinces.geojson');
const target = here('../src/screens/overview/provinces.map.json');
const unitsPerDegree = 40; // map units; the figure is drawn at about 0.75 CSS px per unit
const tolerance = 0.011; // degrees
const dotLimit = 1.4; // map units: a smaller ring is a dot

if (!existsSync(source)) {
  console.error(`missing ${source}`);
  process.exit(2);
}
const features = JSON.parse(readFileSync(source, 'utf8')).features;
const latMiddle = (16 * Math.PI) / 180;

const key = ([x, y]) => `${x.toFixed(4)},${y.toFixed(4)}`;
const rings = [];
for (const feature of features) {
  const polygons = feature.geometry.type === 'MultiPolygon' ? feature.geometry.coordinates : [feature.geometry.coordinates];
  for (const polygon of polygons) for (const ring of polygon) rings.push({ code: feature.properties.code, points: ring.slice(0, -1) });
}

// A vertex where the set of neighbours over all rings is not exactly two is a junction of borders.
const neighbours = new Map();
for (const { points } of rings) {
  points.forEach((point, i) => {
    const set = neighbours.get(key(point)) ?? new Set();
    set.add(key(points[(i + 1) % points.length]));
    set.add(key(points[(i - 1 + points.length) % points.length]));
    neighbours.set(key(point), set);
  });
}

function distance(p, a, b) {
  const [ax, ay, bx, by, px, py] = [a[0], a[1], b[0], b[1], p[0], p[1]];
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length));
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}
function simplify(points) {
  if (points.length < 3) return points;
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const stack = [[0, points.length - 1]];
  while (stack.length > 0) {
    const [from, to] = stack.pop();
    let worst = 0;
    let at = -1;
    for (let i = from + 1; i < to; i += 1) {
      const d = distance(points[i], points[from], points[to]);
      if (d > worst) [worst, at] = [d, i];
    }
    if (worst > tolerance) {
      keep[at] = 1;
      stack.push([from, at], [at, to]);
    }
  }
  return points.filter((_, i) => keep[i] === 1);
}
const arcs = new Map();
function simplifyArc(arc) {
  const forward = key(arc[0]) + key(arc[1]) <= key(arc[arc.length - 1]) + key(arc[arc.length - 2]);
  const canonical = forward ? arc : [...arc].reverse();
  const name = canonical.map(key).join(' ');
  if (!arcs.has(name)) arcs.set(name, simplify(canonical));
  const done = arcs.get(name);
  return forward ? done : [...done].reverse();
}
function simplifyRing(points) {
  const junctions = points.map((p, i) => (neighbours.get(key(p)).size !== 2 ? i : -1)).filter((i) => i >= 0);
  if (junctions.length === 0) {
    let far = 0;
    points.forEach((p, i) => {
      if (Math.hypot(p[0] - points[0][0], p[1] - points[0][1]) > Math.hypot(points[far][0] - points[0][0], points[far][1] - points[0][1])) far = i;
    });
    return [...simplify(points.slice(0, far + 1)).slice(0, -1), ...simplify([...points.slice(far), points[0]]).slice(0, -1)];
  }
  const out = [];
  junctions.forEach((start, n) => {
    const end = junctions[(n + 1) % junctions.length];
    const arc = [];
    for (let i = start; ; i = (i + 1) % points.length) {
      arc.push(points[i]);
      if (i === end && arc.length > 1) break;
    }
    out.push(...simplifyArc(arc).slice(0, -1));
  });
  return out;
}

const all = rings.flatMap((r) => r.points);
const west = Math.min(...all.map((p) => p[0]));
const east = Math.max(...all.map((p) => p[0]));
const north = Math.max(...all.map((p) => p[1]));
const south = Math.min(...all.map((p) => p[1]));
const project = ([lon, lat]) => [(lon - west) * Math.cos(latMiddle) * unitsPerDegree, (north - lat) * unitsPerDegree];
const round = (v) => Math.round(v * 10) / 10;

// Which archipelago a ring belongs to, by province and position.
const archipelago = (code, lon, lat) => (code === '48' && lon > 110 ? 'hoang_sa' : code === '56' && lat < 10.5 ? 'truong_sa' : null);

const provinces = new Map();
for (const { code, points } of rings) {
  const entry = provinces.get(code) ?? { code, d: '', dots: [], best: 0, x: 0, y: 0 };
  provinces.set(code, entry);
  const flat = points.map(project);
  const xs = flat.map((p) => p[0]);
  const ys = flat.map((p) => p[1]);
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const middle = [round((Math.max(...xs) + Math.min(...xs)) / 2), round((Math.max(...ys) + Math.min(...ys)) / 2)];
  const group = archipelago(code, ...points[0]);
  if (group !== null || size < dotLimit) {
    const near = entry.dots.some((d) => Math.hypot(d[0] - middle[0], d[1] - middle[1]) < 2.2 && d[2] === group);
    if (!near) entry.dots.push([...middle, group]);
    continue;
  }
  const simple = simplifyRing(points).map(project);
  if (simple.length < 3) continue;
  let area = 0;
  let [px, py] = [null, null];
  let text = '';
  simple.forEach(([x, y], i) => {
    const [nx, ny] = simple[(i + 1) % simple.length];
    area += x * ny - nx * y;
    const [rx, ry] = [round(x), round(y)];
    text += i === 0 ? `M${rx} ${ry}l` : `${round(rx - px)} ${round(ry - py)} `;
    [px, py] = [rx, ry];
  });
  entry.d += `${text.trim().replace(/ -/g, '-')}z`;
  if (Math.abs(area) > entry.best) Object.assign(entry, { best: Math.abs(area), x: middle[0], y: middle[1] });
}
const names = new Map(features.map((f) => [f.properties.code, f.properties.name]));
const result = {
  width: round(project([east, south])[0]),
  height: round(project([east, south])[1]),
  provinces: [...provinces.values()].map(({ code, d, dots, x, y }) => ({
    code,
    name: names.get(code).normalize('NFC'),
    d,
    x,
    y,
    dots: dots.filter((p) => p[2] === null).map(([a, b]) => [a, b]),
    hoang_sa: dots.filter((p) => p[2] === 'hoang_sa').map(([a, b]) => [a, b]),
    truong_sa: dots.filter((p) => p[2] === 'truong_sa').map(([a, b]) => [a, b]),
  })),
};
for (const province of result.provinces) for (const part of ['dots', 'hoang_sa', 'truong_sa']) if (province[part].length === 0) delete province[part];
const text = `${JSON.stringify(result)}\n`;
const size = gzipSync(text).length;
if (size > 30 * 1024) {
  console.error(`map is ${size} bytes gzip, limit 30720`);
  process.exit(1);
}
if (!result.provinces.some((p) => p.hoang_sa?.length > 0) || !result.provinces.some((p) => p.truong_sa?.length > 0)) {
  console.error('Hoàng Sa or Trường Sa is missing');
  process.exit(1);
}
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('provinces.map.json is stale: run npm run map');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
console.log(`${result.provinces.length} provinces, ${result.width} x ${result.height}, ${Math.round(size / 102.4) / 10} KB gzip`);

// The route table: paths of the design, Vietnamese without marks. Each screen is its own chunk.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { ApiError } from '../api/client';
import { meQuery, queryClient } from '../api/queries';
import { Button } from '../ui/Button';
import { ErrorBox, Loading } from '../ui/states';
import { m } from './messages';

type Search = Record<string, string>;
export interface ListSearch {
  'don-vi'?: string;
  q?: string;
  loc?: string;
  muc?: string;
  ky?: string;
  rong?: string;
  xem?: string;
  tep?: string;
  tiep?: string;
  ma?: string;
  nguon?: string; // source of the rules
  a?: string; // the two sides of a comparison, and the passage in hand
  b?: string;
  doan?: string;
  thuoc?: string; // filters of the search: unit, type, dates, issuer
  loai?: string;
  tu?: string;
  den?: string;
  'co-quan'?: string;
  'quy-tac'?: string; // filters of the findings: norm, state, severity, unit, person, due
  'tinh-trang'?: string;
  'giao-cho'?: string;
  han?: string;
  'lap-lai'?: string; // findings that came back
  cua?: string; // whose rows stand behind a figure, where that is not the unit in hand
  rieng?: string; // 1: of that unit alone, without those below
  'tinh-den'?: string; // as of another day than today: a plan as if it were carried out
  nganh?: string; // sector of a group of documents
  nam?: string; // year and reach of the conference plan
  'pham-vi'?: string;
  ten?: string; // of the conference that is to be written
  ngay?: string;
}

const root = createRootRoute({
  validateSearch: (search: Record<string, unknown>): ListSearch => search as ListSearch,
  search: { middlewares: [retainSearchParams(['don-vi'])] },
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: ({ error }) => <Crash error={error} />,
});

export function Crash({ error }: { error: unknown }) {
  return (
    <main className="crash">
      <h1 tabIndex={-1}>{error instanceof ApiError ? m.state.notSaved : m.shell.crashed}</h1>
      <ErrorBox error={error} />
      <Button kind="primary" icon="refresh" onClick={() => window.location.reload()}>
        {m.shell.reload}
      </Button>
    </main>
  );
}

function NotFound() {
  return (
    <main className="crash">
      <h1 tabIndex={-1}>{m.shell.notFound}</h1>
      <p className="soft">{m.shell.notFoundHint}</p>
      <p>
        <Link to="/hom-nay">{m.shell.goHome}</Link>
      </p>
    </main>
  );
}

const pages = () => import('../screens/account/pages');
const signIn = createRoute({ getParentRoute: () => root, path: '/dang-nhap', component: lazyRouteComponent(pages, 'SignInPage') });
const firstRun = createRoute({ getParentRoute: () => root, path: '/bat-dau', component: lazyRouteComponent(pages, 'FirstRunPage') });
const link = createRoute({ getParentRoute: () => root, path: '/vao', component: lazyRouteComponent(pages, 'LinkPage') });

const checkInCode = createRoute({ getParentRoute: () => root, path: '/diem-danh', component: lazyRouteComponent(() => import('../screens/hall/CheckIn')) });
const checkIn = createRoute({ getParentRoute: () => root, path: '/diem-danh/$code', component: lazyRouteComponent(() => import('../screens/hall/CheckIn')) });

async function signedIn({ location }: { location: { href: string } }): Promise<void> {
  try {
    await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      throw redirect({ to: '/dang-nhap', search: { tiep: location.href } as never });
    }
    throw error;
  }
}
// The view of the hall has the whole page.
const hallScreen = createRoute({
  getParentRoute: () => root,
  path: '/hoi-nghi/$id/trinh-chieu',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../screens/hall/Screen')),
  errorComponent: ({ error }) => <Crash error={error} />,
});

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./shell/Shell')),
  errorComponent: ({ error }) => <Crash error={error} />,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/hom-nay' as never });
  },
});
const today = createRoute({ getParentRoute: () => app, path: '/hom-nay', component: lazyRouteComponent(() => import('../screens/today/Today')) });
const incoming = createRoute({ getParentRoute: () => app, path: '/van-ban-den', component: lazyRouteComponent(() => import('../screens/incoming/Incoming')) });
const incomingNew = createRoute({ getParentRoute: () => incoming, path: '/moi', component: lazyRouteComponent(() => import('../screens/incoming/Entry')) });
const incomingOne = createRoute({ getParentRoute: () => incoming, path: '/$id', component: lazyRouteComponent(() => import('../screens/incoming/Detail')) });
const inbox = createRoute({ getParentRoute: () => app, path: '/hop-quet', component: lazyRouteComponent(() => import('../screens/inbox/Inbox')) });
const inboxOne = createRoute({ getParentRoute: () => inbox, path: '/$id', component: lazyRouteComponent(() => import('../screens/inbox/Review')) });
const compare = createRoute({ getParentRoute: () => app, path: '/doi-chieu', component: lazyRouteComponent(() => import('../screens/compare/Compare')) });
const search = createRoute({ getParentRoute: () => app, path: '/tim-kiem', component: lazyRouteComponent(() => import('../screens/search/Search')) });
const outgoing = createRoute({ getParentRoute: () => app, path: '/van-ban-di', component: lazyRouteComponent(() => import('../screens/outgoing/Outgoing')) });
const outgoingOne = createRoute({ getParentRoute: () => outgoing, path: '/$id', component: lazyRouteComponent(() => import('../screens/outgoing/OutgoingDetail')) });
const editor = createRoute({ getParentRoute: () => app, path: '/van-ban-di/soan/$id', component: lazyRouteComponent(() => import('../screens/outgoing/DraftEditor')) });
const meetings = createRoute({ getParentRoute: () => app, path: '/hoi-nghi', component: lazyRouteComponent(() => import('../screens/meetings/Meetings')) });
const meetingNew = createRoute({ getParentRoute: () => meetings, path: '/moi', component: lazyRouteComponent(() => import('../screens/meetings/ConferencePanel'), 'NewConference') });
const meetingSuggest = createRoute({ getParentRoute: () => meetings, path: '/goi-y', component: lazyRouteComponent(() => import('../screens/meetings/Suggestions')) });
const meetingClashes = createRoute({ getParentRoute: () => meetings, path: '/ngay/$day', component: lazyRouteComponent(() => import('../screens/meetings/ClashDay')) });
const meetingOne = createRoute({ getParentRoute: () => meetings, path: '/$id', component: lazyRouteComponent(() => import('../screens/meetings/ConferencePanel'), 'OneConference') });
const daily = createRoute({ getParentRoute: () => app, path: '/hoi-nghi/cuoc-hop', component: lazyRouteComponent(() => import('../screens/meetings/Daily')) });
const dailyNew = createRoute({ getParentRoute: () => daily, path: '/moi', component: lazyRouteComponent(() => import('../screens/meetings/DailyPanel'), 'NewMeeting') });
const dailyOne = createRoute({ getParentRoute: () => daily, path: '/$id', component: lazyRouteComponent(() => import('../screens/meetings/DailyPanel'), 'OneMeeting') });
const reviews = createRoute({ getParentRoute: () => app, path: '/ra-soat', component: lazyRouteComponent(() => import('../screens/reviews/Reviews')) });
const reviewOne = createRoute({ getParentRoute: () => reviews, path: '/$id', component: lazyRouteComponent(() => import('../screens/reviews/ReviewPair')) });
const reviewGroup = createRoute({ getParentRoute: () => reviews, path: '/nhom/$nhom', component: lazyRouteComponent(() => import('../screens/reviews/ReviewGroup')) });
const question = createRoute({ getParentRoute: () => app, path: '/van-ban-di/y-kien/$id', component: lazyRouteComponent(() => import('../screens/outgoing/QuestionPage')) });
const stepTimes = createRoute({ getParentRoute: () => app, path: '/van-ban-di/thoi-gian', component: lazyRouteComponent(() => import('../screens/outgoing/StepTimes')) });
const arrival = createRoute({ getParentRoute: () => app, path: '/van-ban-den/qua-mang/$id', component: lazyRouteComponent(() => import('../screens/outgoing/ArrivalPage')) });
const outbox = createRoute({ getParentRoute: () => app, path: '/cho-gui', component: lazyRouteComponent(() => import('../screens/outbox/OutboxPage')) });
const overview = createRoute({ getParentRoute: () => app, path: '/toan-canh', component: lazyRouteComponent(() => import('../screens/overview/Overview')) });
const findings = createRoute({ getParentRoute: () => app, path: '/phat-hien', component: lazyRouteComponent(() => import('../screens/findings/Findings')) });
const findingOne = createRoute({ getParentRoute: () => findings, path: '/$id', component: lazyRouteComponent(() => import('../screens/findings/FindingDetail')) });
const figure = createRoute({ getParentRoute: () => app, path: '/toan-canh/so-lieu/$norm', component: lazyRouteComponent(() => import('../screens/overview/Figure')) });
const basis = createRoute({ getParentRoute: () => app, path: '/can-cu', component: lazyRouteComponent(() => import('../screens/rules/Rules')) });
const source = createRoute({ getParentRoute: () => app, path: '/can-cu/$source', component: lazyRouteComponent(() => import('../screens/rules/Rules')) });
const rules = createRoute({ getParentRoute: () => app, path: '/quan-tri/quy-tac', component: lazyRouteComponent(() => import('../screens/rules/Rules')) });
const hall = createRoute({ getParentRoute: () => app, path: '/hoi-nghi/$id/dieu-hanh', component: lazyRouteComponent(() => import('../screens/hall/Operator')) });
const halls = createRoute({ getParentRoute: () => app, path: '/phong-hop', component: lazyRouteComponent(() => import('../screens/hall/Halls')) });
const opinionSlips = createRoute({ getParentRoute: () => app, path: '/phieu-y-kien', component: lazyRouteComponent(() => import('../screens/hall/UnitSlips')) });
const calendarLinks = createRoute({ getParentRoute: () => app, path: '/lich-hop', component: lazyRouteComponent(() => import('../screens/calendar/CalendarLinks')) });
const rulesPrint = createRoute({ getParentRoute: () => app, path: '/quan-tri/quy-tac/in', component: lazyRouteComponent(() => import('../screens/rules/RulesPrint')) });

const tree = root.addChildren([
  home,
  signIn,
  firstRun,
  link,
  checkInCode,
  checkIn,
  hallScreen,
  app.addChildren([
    today,
    incoming.addChildren([incomingNew, incomingOne]),
    inbox.addChildren([inboxOne]),
    compare,
    search,
    outgoing.addChildren([outgoingOne]),
    editor,
    meetings.addChildren([meetingNew, meetingSuggest, meetingClashes, meetingOne]),
    daily.addChildren([dailyNew, dailyOne]),
    reviews.addChildren([reviewOne, reviewGroup]),
    question,
    stepTimes,
    arrival,
    outbox,
    overview,
    findings.addChildren([findingOne]),
    figure,
    basis,
    source,
    rules,
    rulesPrint,
    hall,
    halls,
    opinionSlips,
    calendarLinks,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: () => <Loading />,
  scrollRestoration: true,
  // plain ?a=b, so that an address can be read and typed
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(search as Search)) if (value !== undefined && value !== '') params.set(name, String(value));
    const text = params.toString();
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

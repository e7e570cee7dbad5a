import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries';
import { router } from './app/router';
import './app/fonts.css';
import './app/tokens.css';
import './app/base.css';
import './app/theme';
import { watchLine } from './app/line';
import { watchVersion } from './app/version';
import { AntTheme } from './ui/AntTheme';
import './ui/ant.css';
import './ui/layout.css';
import './ui/controls.css';

watchLine();
watchVersion();
createRoot(window.document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <AntTheme>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </AntTheme>
  </StrictMode>,
);

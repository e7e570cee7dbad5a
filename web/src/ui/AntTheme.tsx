// Ant Design speaks our tokens: its colours are our CSS variables, so light and dark need no second theme.
import { ConfigProvider } from 'antd';
import viVN from 'antd/locale/vi_VN';
import type { ReactNode } from 'react';

const theme = {
  cssVar: {},
  hashed: false,
  token: {
    motion: false,
    fontFamily: 'var(--font)',
    fontSize: 14,
    borderRadius: 4,
    controlHeight: 32,
    colorPrimary: '#14508c',
    colorLink: '#14508c',
    wireframe: false,
  },
} as const;

export function AntTheme({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider locale={viVN} theme={theme} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}

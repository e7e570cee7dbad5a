import { Button as AntButton } from 'antd';
import type { MouseEventHandler, ReactNode, Ref } from 'react';
import type { IconName } from './icons';
import { Icon } from './icons';
import './button.css';

export interface ButtonProps {
  children?: ReactNode;
  kind?: 'primary' | 'default' | 'quiet' | 'outline';
  icon?: IconName;
  shortcut?: string;
  label?: string; // for a button that shows an icon only
  small?: boolean;
  block?: boolean;
  busy?: boolean;
  disabled?: boolean;
  why?: string | undefined; // why it is disabled
  submit?: boolean;
  href?: string;
  download?: boolean;
  autoFocus?: boolean;
  onClick?: MouseEventHandler<HTMLElement>;
  className?: string;
  expanded?: boolean;
  pressed?: boolean;
  hasPopup?: 'dialog' | 'listbox' | 'menu';
  ref?: Ref<HTMLButtonElement | HTMLAnchorElement>;
  tabIndex?: number;
}

export function Button(props: ButtonProps) {
  const { kind = 'default', icon, shortcut, label, children } = props;
  const only = children === undefined;
  return (
    <AntButton
      ref={props.ref}
      type={kind === 'primary' ? 'primary' : kind === 'quiet' ? 'text' : 'default'}
      ghost={false}
      htmlType={props.submit ? 'submit' : 'button'}
      size={props.small ? 'small' : 'middle'}
      block={props.block ?? false}
      loading={props.busy ?? false}
      disabled={props.disabled ?? false}
      href={props.href}
      download={props.download ? '' : undefined}
      autoFocus={props.autoFocus ?? false}
      onClick={props.onClick}
      className={`button button-${kind}${only ? ' button-icon' : ''} ${props.className ?? ''}`}
      aria-label={label}
      title={props.disabled ? props.why : label}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      aria-haspopup={props.hasPopup}
      tabIndex={props.tabIndex}
      icon={icon ? <Icon name={icon} size={only ? 18 : 16} /> : undefined}
    >
      {only ? null : (
        <>
          {children}
          {shortcut ? (
            <span className="button-key" aria-hidden="true">
              {shortcut}
            </span>
          ) : null}
        </>
      )}
    </AntButton>
  );
}

import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import SignOutIcon from '@material-ui/icons/ExitToApp';
import MenuIcon from '@material-ui/icons/Menu';
import SettingsIcon from '@material-ui/icons/Settings';
import { SidebarLogo } from './SidebarLogo';

function NavItem({ href, title, icon }: NavContentNavItem) {
  return <SidebarItem to={href} text={title} icon={() => icon} />;
}

/** Security is there for those who may view it: its page decides. */
export function SidebarContent({ navItems }: NavContentComponentProps) {
  const identityApi = useApi(identityApiRef);
  const nav = navItems.withComponent(NavItem);
  const settings = nav.take('page:user-settings');
  // Its own item counts what is unread.
  nav.take('page:notifications');
  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {nav.take('page:catalog')}
        {nav.take('page:security')}
        <SidebarScrollWrapper>
          {nav.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup label="Settings" icon={<SettingsIcon />}>
        <NotificationsSidebarItem snackbarProps={{ enabled: false }} />
        {settings}
        <SidebarItem
          icon={SignOutIcon}
          text="Sign out"
          onClick={() => identityApi.signOut()}
        />
      </SidebarGroup>
    </Sidebar>
  );
}

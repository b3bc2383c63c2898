import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarPage,
  SidebarSpace,
} from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import CatalogIcon from '@material-ui/icons/Category';
import SignOutIcon from '@material-ui/icons/ExitToApp';
import MenuIcon from '@material-ui/icons/Menu';
import SettingsIcon from '@material-ui/icons/Settings';
import { SecuritySidebarItem } from 'backstage-plugin-security';
import { PropsWithChildren } from 'react';

export function Root({ children }: PropsWithChildren<{}>) {
  const identityApi = useApi(identityApiRef);
  return (
    <SidebarPage>
      <Sidebar>
        <SidebarGroup label="Menu" icon={<MenuIcon />}>
          <SidebarItem icon={CatalogIcon} to="catalog" text="Catalog" />
          <SecuritySidebarItem />
        </SidebarGroup>
        <SidebarSpace />
        <SidebarDivider />
        <SidebarGroup label="Settings" icon={<SettingsIcon />}>
          <NotificationsSidebarItem snackbarProps={{ enabled: false }} />
          <SidebarItem icon={SettingsIcon} to="settings" text="Settings" />
          <SidebarItem
            icon={SignOutIcon}
            text="Sign out"
            onClick={() => identityApi.signOut()}
          />
        </SidebarGroup>
      </Sidebar>
      {children}
    </SidebarPage>
  );
}

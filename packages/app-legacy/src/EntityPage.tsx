import {
  EntityAboutCard,
  EntityLayout,
  EntitySwitch,
  isKind,
} from '@backstage/plugin-catalog';
import {
  EntityGroupProfileCard,
  EntityMembersListCard,
  EntityOwnershipCard,
  EntityUserProfileCard,
} from '@backstage/plugin-org';
import Grid from '@material-ui/core/Grid';
import {
  EntityServiceAccountCard,
  EntityServiceAccountsCard,
  isServiceAccount,
} from 'backstage-plugin-security';

export const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <Grid container spacing={3}>
        <Grid item xs={12} md={6}>
          <EntitySwitch>
            <EntitySwitch.Case if={isKind('user')}>
              <EntityUserProfileCard />
            </EntitySwitch.Case>
            <EntitySwitch.Case if={isKind('group')}>
              <EntityGroupProfileCard />
            </EntitySwitch.Case>
            <EntitySwitch.Case>
              <EntityAboutCard />
            </EntitySwitch.Case>
          </EntitySwitch>
        </Grid>
        <EntitySwitch>
          <EntitySwitch.Case if={isServiceAccount}>
            <Grid item xs={12} md={6}>
              <EntityServiceAccountCard />
            </Grid>
          </EntitySwitch.Case>
          <EntitySwitch.Case if={isKind(['user', 'group'])}>
            <Grid item xs={12} md={6}>
              <EntityOwnershipCard />
            </Grid>
            <Grid item xs={12}>
              <EntityServiceAccountsCard />
            </Grid>
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntitySwitch>
          <EntitySwitch.Case if={isKind('group')}>
            <Grid item xs={12}>
              <EntityMembersListCard />
            </Grid>
          </EntitySwitch.Case>
        </EntitySwitch>
      </Grid>
    </EntityLayout.Route>
  </EntityLayout>
);

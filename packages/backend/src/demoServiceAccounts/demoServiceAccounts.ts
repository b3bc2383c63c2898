import { CreateServiceAccount } from 'backstage-plugin-security-common';

/** Accounts of the teams in `examples/org.yaml`. */
export const demoServiceAccounts: CreateServiceAccount[] = [
  {
    name: 'payments-deploy',
    title: 'Payments deployment',
    description:
      'Looks up who owns a payments service, to announce each deployment to them.',
    ownerRef: 'group:default/team-payments',
  },
  {
    name: 'payments-nightly-build',
    title: 'Payments nightly build',
    description:
      'Builds every payments component each night; its owners get the report.',
    ownerRef: 'group:default/team-payments',
  },
  {
    name: 'search-indexer',
    title: 'Search indexer',
    description:
      'Reads the whole catalog every hour to build the search index.',
    ownerRef: 'group:default/team-search',
  },
  {
    name: 'docs-publisher',
    title: 'Documentation publisher',
    description:
      'Finds out which components have documentation to publish, after each merge.',
    ownerRef: 'group:default/team-platform',
  },
  {
    name: 'mobile-release',
    title: 'Mobile release train',
    description:
      'Looks up who approves a release of the mobile app, once every two weeks.',
    ownerRef: 'group:default/team-mobile',
  },
  {
    name: 'access-review',
    title: 'Quarterly access review',
    description: 'Exports who belongs to which group for the quarterly review.',
    ownerRef: 'group:default/security-admins',
  },
];

/** Two more: the owner of the second is nobody whom the catalog knows. */
export const moreDemoServiceAccounts: CreateServiceAccount[] = [
  {
    name: 'sales-report',
    title: 'Weekly sales report',
    description:
      'Named the owner of each figure in a report that nobody reads any more.',
    ownerRef: 'group:default/team-sales',
  },
  {
    name: 'loyalty-sync',
    title: 'Loyalty points',
    description:
      'Copies who belongs to which team. The team that made it was dissolved.',
    ownerRef: 'group:default/team-loyalty',
  },
];

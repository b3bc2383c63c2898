export interface Persona {
  entityRef: string;
  name: string;
  role: string;
  /** What the example permission policy lets this person do. */
  may: string;
}

export const personas: Persona[] = [
  {
    entityRef: 'user:default/amara.osei',
    name: 'Amara Osei',
    role: 'Security administrator',
    may: 'Manages every service account, and may show, rotate and revoke every API key.',
  },
  {
    entityRef: 'user:default/bruno.keller',
    name: 'Bruno Keller',
    role: 'Security auditor',
    may: 'Sees every account and the state of its API key. May change nothing and show no key.',
  },
  {
    entityRef: 'user:default/isaac.levi',
    name: 'Isaac Levi',
    role: 'Incident responder',
    may: 'Sees every account and the state of its API key. May revoke every key and show none.',
  },
  {
    entityRef: 'user:default/chen.wei',
    name: 'Chen Wei',
    role: 'Payments engineer',
    may: 'Sees every account. May edit those that the Payments team owns, and show their API keys.',
  },
  {
    entityRef: 'user:default/elif.demir',
    name: 'Elif Demir',
    role: 'Search engineer',
    may: 'Sees every account. May edit those that the Search team owns, and show their API keys.',
  },
  {
    entityRef: 'user:default/dana.novak',
    name: 'Dana Novak',
    role: 'Marketing manager',
    may: 'Has no access to Security. Can browse the catalog.',
  },
];

/**
 * The people of `examples/org.yaml` that somebody can sign in as. The sign-in
 * page in `packages/personas` says what each may do.
 */
export const personas: readonly string[] = [
  'user:default/amara.osei',
  'user:default/bruno.keller',
  'user:default/isaac.levi',
  'user:default/chen.wei',
  'user:default/elif.demir',
  'user:default/dana.novak',
];

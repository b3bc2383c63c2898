import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi, SignInPageProps } from '@backstage/core-plugin-api';
import { useCallback, useState } from 'react';
import { PersonaChoice } from './PersonaChoice';
import { Persona } from './personas';
import { rememberedPersona } from './rememberedPersona';

/**
 * Signs in as the persona that somebody chooses, through the auth provider
 * `persona` of `packages/backend`.
 */
export function PersonaSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [persona, setPersona] = useState(rememberedPersona.get);
  const [attempt, setAttempt] = useState(0);

  const choose = useCallback((choice: Persona) => {
    setPersona(choice);
    setAttempt(previous => previous + 1);
  }, []);

  const ChooseAgain = useCallback(
    ({ error }: { error?: Error }) => (
      <PersonaChoice error={error} onChoose={choose} />
    ),
    [choose],
  );

  if (!persona) {
    return <PersonaChoice onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={attempt}
      provider="persona"
      headers={{ 'x-persona': persona.entityRef }}
      ErrorComponent={ChooseAgain}
      onSignInSuccess={identity => {
        rememberedPersona.set(persona);
        onSignInSuccess(forgettingOnSignOut(identity));
      }}
    />
  );
}

function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: () => {
      rememberedPersona.clear();
      return identity.signOut();
    },
  };
}

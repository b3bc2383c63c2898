import { Persona, personas } from './personas';

const KEY = 'persona';

/** The persona of this browser tab, so that a reload stays signed in. */
export const rememberedPersona = {
  get(): Persona | undefined {
    const entityRef = sessionStorage.getItem(KEY);
    return personas.find(persona => persona.entityRef === entityRef);
  },
  set(persona: Persona) {
    sessionStorage.setItem(KEY, persona.entityRef);
  },
  clear() {
    sessionStorage.removeItem(KEY);
  },
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  FormEvent,
  PropsWithChildren,
  ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { UnsavedChanges } from '../../hooks/useUnsavedChanges';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';
import { Section } from '../Section/Section';
import { EditableSectionName, Editing } from './useEditing';

const useStyles = makeStyles(theme => ({
  form: {
    maxWidth: theme.spacing(100),
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(2),
  },
}));

/** Facts, until somebody asks to edit them: then the fields of the children. */
export function EditableSection({
  name,
  title,
  facts,
  editing,
  canEdit,
  askBefore,
  children,
}: PropsWithChildren<{
  name: EditableSectionName;
  title: string;
  facts: ReactNode;
  editing: Editing;
  canEdit: boolean;
  askBefore: UnsavedChanges['askBefore'];
}>) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const { form } = editing;
  const isEditing = editing.section === name;

  const fields = useRef<HTMLFormElement>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // A button of Material UI has its ripple from its second render on: it fails
  // when it is focused by the keyboard before.
  const [isLeft, setLeft] = useState(false);
  useEffect(() => {
    if (isEditing) {
      fields.current?.querySelector<HTMLElement>('input, select')?.focus();
    } else if (wasEditing.current) {
      setLeft(true);
    }
    wasEditing.current = isEditing;
  }, [isEditing]);
  useEffect(() => {
    if (isLeft) {
      editButton.current?.focus();
      setLeft(false);
    }
  }, [isLeft]);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (form.canSave) {
      form.save();
    }
  }

  if (!isEditing) {
    return (
      <Section
        title={title}
        action={
          canEdit &&
          editing.section === undefined && (
            <Button
              ref={editButton}
              color="primary"
              variant="outlined"
              aria-label={t('editPage.editSection', { section: title })}
              onClick={() => editing.start(name)}
            >
              {t('editPage.edit')}
            </Button>
          )
        }
      >
        {facts}
      </Section>
    );
  }
  return (
    <Section title={title}>
      <form
        ref={fields}
        className={classes.form}
        onSubmit={onSubmit}
        noValidate
      >
        {children}
        <RequestError
          error={form.error}
          conflict={t('editPage.conflict')}
          onReload={form.reload}
        />
        <div className={classes.buttons}>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={!form.canSave}
          >
            {t('editPage.save')}
          </Button>
          <Button onClick={() => askBefore(editing.end)}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

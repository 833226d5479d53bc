import { LifeBuoy } from 'lucide-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { version } from '../../package.json';
import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { libraryPath, repairPath } from './routes.ts';
import './error-boundary.css';

interface Failure {
  readonly error: unknown;
}

/** Turns a defect into a page that says what it means for the person's text, instead of a blank one. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failure?: Failure }> {
  override state: { readonly failure?: Failure } = {};

  static getDerivedStateFromError(error: unknown): { readonly failure: Failure } {
    return { failure: { error } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('The page failed', error, info.componentStack);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure === undefined ? this.props.children : <CrashPage error={failure.error} />;
  }
}

function CrashPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const report = describe(error);
  return (
    <main>
      <MessagePage
        icon={LifeBuoy}
        title={t('crash.title')}
        actions={
          <>
            <Button onPress={() => location.assign(libraryPath())}>{t('common.toLibrary')}</Button>
            <Button kind="primary" onPress={() => location.reload()}>
              {t('common.reload')}
            </Button>
          </>
        }
      >
        <p>{t('crash.text')}</p>
        <p>
          {t('crash.repair')} <a href={repairPath()}>{t('common.repair')}</a>
        </p>
        <p>{t('crash.report')}</p>
        <pre className="crash-report">{report}</pre>
      </MessagePage>
    </main>
  );
}

/** No text of the document: what a person can read before sending it. */
const describe = (error: unknown): string =>
  [
    `Écritoire ${version}, ${new Date().toISOString()}`,
    navigator.userAgent,
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  ].join('\n');

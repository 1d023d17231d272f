import type { ComponentType } from 'react'
import { AcceptancePage } from './acceptance-page.tsx'
import { CheckMailPage } from './check-mail-page.tsx'
import { ConfirmAccountPage } from './confirm-account-page.tsx'
import { ConfirmPage } from './confirm-page.tsx'
import { ContactPage } from './contact-page.tsx'
import { CookiesPage } from './cookies-page.tsx'
import { ErrorPage } from './error-page.tsx'
import { FeedbackPage } from './feedback-page.tsx'
import { FirstOperatorPage } from './first-operator-page.tsx'
import { ForgottenPage } from './forgotten-page.tsx'
import { HomePage } from './home-page.tsx'
import { InvitationPage } from './invitation-page.tsx'
import { LinkInvalidPage } from './link-invalid-page.tsx'
import { LinkUsedPage } from './link-used-page.tsx'
import { MessagePage } from './message-page.tsx'
import { NewPasswordPage } from './new-password-page.tsx'
import { PoliciesPage } from './policies-page.tsx'
import { PolicyDifferencePage } from './policy-difference-page.tsx'
import { PolicyPage } from './policy-page.tsx'
import { PreferencesPage } from './preferences-page.tsx'
import { RegisterPage } from './register-page.tsx'
import { RegisterSentPage } from './register-sent-page.tsx'
import { ScanPage } from './scan-page.tsx'
import { ScanResultPage } from './scan-result-page.tsx'
import { ScanRunningPage } from './scan-running-page.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { SignUpPage } from './sign-up-page.tsx'
import { StopPage } from './stop-page.tsx'
import { StopStatusPage } from './stop-status-page.tsx'
import { YourDataAskPage } from './your-data-ask-page.tsx'
import { YourDataExpiredPage } from './your-data-expired-page.tsx'
import { YourDataPage } from './your-data-page.tsx'
import { YourDataSentPage } from './your-data-sent-page.tsx'
import type { Pages } from './pages.ts'

/** The component of each page. */
export const publicPages: { [Name in keyof Pages]: ComponentType<Pages[Name]> } = {
  acceptance: AcceptancePage,
  'check-mail': CheckMailPage,
  confirm: ConfirmPage,
  'confirm-account': ConfirmAccountPage,
  contact: ContactPage,
  cookies: CookiesPage,
  error: ErrorPage,
  feedback: FeedbackPage,
  'first-operator': FirstOperatorPage,
  forgotten: ForgottenPage,
  home: HomePage,
  invitation: InvitationPage,
  'link-invalid': LinkInvalidPage,
  'link-used': LinkUsedPage,
  message: MessagePage,
  'new-password': NewPasswordPage,
  policies: PoliciesPage,
  policy: PolicyPage,
  'policy-difference': PolicyDifferencePage,
  preferences: PreferencesPage,
  register: RegisterPage,
  'register-sent': RegisterSentPage,
  scan: ScanPage,
  'scan-result': ScanResultPage,
  'scan-running': ScanRunningPage,
  'sign-in': SignInPage,
  'sign-up': SignUpPage,
  stop: StopPage,
  'stop-status': StopStatusPage,
  'your-data': YourDataPage,
  'your-data-ask': YourDataAskPage,
  'your-data-expired': YourDataExpiredPage,
  'your-data-sent': YourDataSentPage,
}

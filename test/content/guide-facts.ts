/**
 * The facts of the guide of 25.08.2021, line by line: by its section, and by the step at which the assistant must give it.
 * Names of buttons, fields and screens, links, numbers and formats are exact; the rest are key words of the sentence.
 * The walks behind it choose Radboudumc in the Netherlands.
 */
export const GUIDE_FACTS: Record<string, Record<string, string[]>> = {
  '1.1 Creating an account': {
    'eu-login/register': [
      'You need an EU Login before you can use CPMS',
      'Google Chrome',
      'Mozilla Firefox',
      'the recommended browsers for both',
      ': https://webgate.ec.europa.eu/cas/eim/external/register.cgi',
      'Use your work email if you can',
      'fill in your details',
      'Click create account',
    ],
  },
  '1.2 EU login confirmation': {
    'eu-login/confirm-mail': [
      'arrives after a few minutes',
      'Check the inbox of the address you registered with',
      'to the page where you set your password',
      'Click this link',
      'If nothing opens, or the wrong browser does',
      'copy the full blue address from the email',
      'paste it into the address bar of your browser',
      'The email is from EU Login',
      'you have been registered',
      'gives your email address',
      'a maximum of 5 minutes',
      'from the time the message was sent',
      'straight away',
      'Click it again to make another request',
      'enter your username again and confirm',
      'https://ecas.ec.europa.eu/cas/init/initialisePasswordLogin.cgi?xxx',
      'to the last character',
      'Do not reply to the email',
      'use the help or contact details of the site where you were registering',
    ],
    'eu-login/create-password': [
      'may need up to 5 minutes after you get the email to recognise your registration',
    ],
  },
  '1.3 Create a password': {
    'eu-login/create-password': [
      'The page shows the rules',
      'Type it again to confirm it',
      'Click submit and go on to sign in',
    ],
  },
  '1.4 Sign in to your EU login account': {
    'eu-login/sign-in': [
      'enter the email address you registered with',
      'On a private computer, your email address is saved',
      'On the next screen, check that the verification method is Password',
      'Enter your password',
      'You are signed in, and ready to set up your second factor',
    ],
  },
  '2 Two level authentication setup': {
    'two-factor/open-my-account': [
      'CPMS asks for a second factor when you sign in (two-level authentication)',
      'sign in with your new account',
      ': https://webgate.ec.europa.eu/cas\n',
      'Click the Gear icon in the top right corner',
      'Click My Account: your personal options appear',
    ],
    'two-factor/choose-method': [
      'For your mobile phone, the guide describes three ways',
      '[Mobile + SMS]',
      'a mobile phone number that you register with EU Login',
      '[Mobile app PIN code]',
      '[Mobile app QR code]',
      'in the guide: ECAS Mobile app) from its app store',
      'Choose a method',
    ],
  },
  '2.1 Mobile + SMS setup': {
    'two-factor/choose-method': [
      'depend on agreements between mobile operators',
      'might not be fully reliable',
      'If you have a smartphone, choose the app',
    ],
    'two-factor/open-my-account': [
      'My Account shows',
      'Manage my mobile devices',
      'Manage my mobile phone numbers',
      'Delete my account',
      'Link my eID (links your eID to your EU Login account)',
      'Display my sessions (the sessions opened for applications you visited)',
    ],
    'two-factor/sms-open-numbers': [
      'click Manage my mobile phone numbers.',
      'Click add a mobile phone number.',
    ],
    'two-factor/sms-add-number': [
      'Type +, your country code and your number',
      'with the spaces in the same places as in +11 111 11 11 11',
      ': https://en.wikipedia.org/wiki/Telephone_numbers_in_Europe',
      'Click add.',
    ],
    'two-factor/sms-challenge-code': [
      'text message: it brings a challenge code to your phone',
      'Type the code into Text message challenge code on the screen',
      'Click Finalise',
    ],
    'two-factor/sms-test': [
      'This is only a test of your way into CPMS',
      'Sign out of EU Login',
      ': https://webgate.ec.europa.eu/cas\n',
      'Change Password to Mobile + SMS in the list',
      'Enter your password and click Sign in',
      'ready for the CPMS access request',
    ],
  },
  '2.2 ECAS Mobile app': {
    'two-factor/app-install': [
      'registered for this phone only',
      'If you get a new phone, you have to go through these steps again',
      'On your phone, install EU Login Mobile from its app store',
      'in the guide: ECAS Mobile app',
    ],
    'two-factor/app-add-device': [
      'In the browser on your computer, sign in to EU Login',
      ': https://webgate.ec.europa.eu/cas\n',
      'In My Account',
      'click Manage my mobile devices, then Add a mobile device',
      'Under Your device name, give your phone a name',
      'Choose a 4-digit PIN',
      'The form Add a mobile device',
      'Your 4 digit PIN code',
      'again under Confirm your PIN code',
      'the buttons Submit and Cancel',
      'the app on your phone asks for it',
      'Click Submit: a QR code appears',
    ],
    'two-factor/app-initialise': [
      'open EU Login Mobile and press Initialise: the camera opens',
      "Scan the QR code on your computer's screen",
      'Enter your 4-digit PIN on your phone and press Authenticate',
      'EU Login sends a confirmation to your phone',
      'press Confirm. Your phone is registered',
      'test signing in with the app, or skip that and go on to the CPMS access request',
    ],
  },
  '2.3 Sign in with ECAS Mobile App PIN code': {
    'two-factor/app-sign-in-pin': [
      'from the list (in the guide: ECAS Mobile App PIN Code)',
      'Enter your password and click Sign in',
      'Your phone gets a notification: tap it to open the app',
      'Enter your PIN',
      'or use Touch ID if you chose that',
      'You are signed in, and ready for the CPMS access request',
    ],
  },
  '2.4 Sign in with ECAS Mobile App QR code': {
    'two-factor/app-sign-in-qr': [
      'from the list (in the guide: ECAS Mobile App QR Code)',
      'Enter your password and click Sign in: the screen shows a QR code',
      'open EU Login Mobile, go to the Menu page and select Scan QR Code',
      'Point the camera at the QR code until it is recognised',
      'Type the 8-digit code from your phone into Code generated by your app on the screen and click Sign in',
      'You are signed in, and ready for the CPMS access request',
    ],
  },
  '3.1 Login to the authorization system': {
    'cpms-access/open-authorisation': [
      ': https://webgate.ec.europa.eu/saas\n',
      'sign in with your EU Login. A second factor is not required here',
      'Click Request access in the top left',
      'the application access form opens',
    ],
  },
  '3.2 Step 1: Select application': {
    'cpms-access/select-application': [
      'In the Application box, select CPMS',
      'Click Step2 in the lower right corner',
    ],
  },
  '3.3 Step 2: Selection organisation': {
    'cpms-access/select-organisation': [
      'Scroll down and click Open next to eUROGEN',
      'Do not go on with only the round button next to eUROGEN selected',
      'that leaves out your centre, and your request will be denied',
      'A list of countries appears: click Open next to Netherlands',
      'Select the round button next to your centre, which I know as Radboudumc (Radboud university medical center)',
      'Click Step3 in the lower right corner',
    ],
  },
  '3.4 Step 3: Select access profile': {
    'cpms-access/select-profile': [
      'Tick the box next to your profile. For you, this is HP',
      'Click Step4 in the lower right corner',
    ],
  },
  '3.5 Step 4: Recap and submission': {
    'cpms-access/recap-and-submit': [
      'Check Organisation: it must show your centre, not only eUROGEN',
      'Type a comment under Comments, if one is required',
      'Click Submit Request Access to send your request',
      'eUROGEN approves your request, then the CPMS Helpdesk (DG Sante) creates your account',
      'Application: CPMS',
      'Organisation: your centre, which I know as Radboudumc (Radboud university medical center)',
      'Access Profile: HP',
      'Comments: ',
    ],
    'first-login/await-approval': [
      'in the guide: CPMS, at https://cpms.ern-net.eu/login/)',
      'It is your way in from now on',
      'as a favourite in your browser',
    ],
  },
  '4 First login': {
    'first-login/await-approval': ['Wait for the email that says your access was approved'],
    'first-login/enter-role': [
      'At your first sign-in, CPMS asks for your personal preferences: your role and your thematic area',
      'Type in your professional role',
      'Your role is shown beside your name in panels',
    ],
    'first-login/choose-thematic-area': [
      'choose a thematic area of eUROGEN, the network you requested access for',
      'WS1 – Rare congenital urorecto genital anomalies',
      'WS2 – Functional urogenital conditions requiring highly specialised surgery',
      'WS3 – Rare urogenital tumours',
    ],
    'first-login/save-preferences': ['Click Update preferences to save both'],
    'first-login/change-preferences-later': [
      'At any time',
      'click the ERN tab at the top of the screen',
      'Click Preferences in the left bar',
      'the Preference tab opens again',
    ],
  },
  '5 FAQ, question 1': {
    'cpms-access/recap-and-submit': [
      'At Step 4, the summary shows only eUROGEN',
      'Most likely, you selected the round button next to eUROGEN instead of clicking Open',
      'Go back to Step 2 of the form',
      '[Go to: Find your centre]',
    ],
  },
  '5 FAQ, question 2': {
    'two-factor/sms-add-number': [
      "I can't register my phone",
      'the format of the number is probably wrong',
      'The spaces have to be in exactly the same places as in this example: +11 111 11 11 11',
    ],
  },
  '5 FAQ, question 3': {
    'two-factor/open-my-account': [
      'Towards the top right of the page',
      'click the Gear icon (a cog wheel) next to your name, or hover over it',
    ],
    'two-factor/app-install': [
      'I have a new phone',
      'Sign in with Password as the verification method',
      ': https://webgate.ec.europa.eu/cas\n',
      'Under My Account, choose Delete all my devices and eID, then click Delete',
      'Then add the phone you use now, as you did at the start',
    ],
  },
  '5 FAQ, question 4': {
    'eu-login/sign-in': [
      "I can't remember my password",
      'Did you change it recently? For security reasons, you have to wait before you can change it again',
      'If you try too early, EU Login tells you how long',
      'If it is urgent, ask the helpdesk',
    ],
  },
};

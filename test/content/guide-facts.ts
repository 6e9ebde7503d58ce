/**
 * The facts of the guide of 25.08.2021, line by line: by its section, and by the step at which the assistant must give it.
 * Names of buttons, fields and screens, links, numbers and formats are exact; the rest are key words of the sentence.
 * The walks behind it choose Radboudumc in the Netherlands.
 */
export const GUIDE_FACTS: Record<string, Record<string, string[]>> = {
  '1.1 Creating an account': {
    'eu-login/register': [
      'needs a general EU Login',
      'Google Chrome',
      'Mozilla Firefox',
      'recommended browsers for EU systems and CPMS',
      ': https://webgate.ec.europa.eu/cas/eim/external/register.cgi',
      'preferably with the e-mail address of your institution',
      'Fill in the details',
      'Click create account',
    ],
  },
  '1.2 EU login confirmation': {
    'eu-login/confirm-mail': [
      'Wait a few minutes for the confirmation e-mail',
      'it goes to the address that you registered',
      'to the page where you set up your password',
      'Click this link',
      'If nothing opens, or the wrong browser does',
      'copy the full blue address from the e-mail',
      'paste it into the address bar of your browser',
      'sent by EU Login',
      'you have been registered in EU Login',
      'names your e-mail address',
      'a maximum of 5 minutes to create your password',
      'counted from the time the message was sent',
      'straight away',
      'Follow the same link to make another request',
      're-enter your username and confirm',
      'https://ecas.ec.europa.eu/cas/init/initialisePasswordLogin.cgi?xxx',
      'complete to the last character',
      'do not reply to the mail',
      'use the help or contact details of the site where you were registering',
    ],
    'eu-login/create-password': ['may need up to 5 minutes to recognise your registration'],
  },
  '1.3 Create a password': {
    'eu-login/create-password': [
      'choose a password that meets the restrictions shown there',
      'Type the same password again to confirm it',
      'Click submit and proceed to sign in',
    ],
  },
  '1.4 Sign in to your EU login account': {
    'eu-login/sign-in': [
      'enter the e-mail address that you used to register',
      'A private computer saves the e-mail address',
      'On the next screen, check that password is the verification method',
      'Enter your password',
      'logged in, and ready to set up your second factor',
    ],
  },
  '2 Two level authentication setup': {
    'two-factor/open-my-account': [
      'logging in to CPMS requires a second factor (two-level authentication)',
      'Log in to EU Login with your new account',
      ': https://webgate.ec.europa.eu/cas\n',
      'Click the Gear icon in the top right corner',
      'Click My account: your personal options appear',
    ],
    'two-factor/choose-method': [
      'in three ways',
      '[Mobile + SMS]',
      'A mobile phone number that you register with EU Login',
      '[Mobile app PIN code]',
      '[Mobile app QR code]',
      'the ECAS Mobile App from its App Store',
      'pick one of the methods',
    ],
  },
  '2.1 Mobile + SMS setup': {
    'two-factor/choose-method': [
      'depends on agreements between the operators of mobile networks',
      'not fully reliable',
      'If you have a smartphone, better take one of the two methods with the ECAS Mobile App',
    ],
    'two-factor/open-my-account': [
      'My Account page',
      'Manage my mobile devices',
      'Manage my mobile phone numbers',
      'Delete my account',
      'Link my eID (ties your eID to your EU Login account)',
      'Display my sessions (the sessions open for applications you visited)',
    ],
    'two-factor/sms-add-number': [
      'click Manage my mobile phone numbers, then add a mobile phone number',
      'Type +, your country code and your phone number',
      'with the blanks in the same places as in +11 111 11 11 11',
      ': https://en.wikipedia.org/wiki/Telephone_numbers_in_Europe',
      'Click add.',
    ],
    'two-factor/sms-challenge-code': [
      'text message: it brings a challenge code to your phone',
      'Type the code into the field Text message challenge code on the screen',
      'Click Finalise',
    ],
    'two-factor/sms-test': [
      'This only tests your way into CPMS',
      'Log out of EU Login',
      ': https://webgate.ec.europa.eu/cas\n',
      'Change Password to Mobile + SMS in the drop-down menu',
      'Enter your password and click Sign in',
      'ready for the CPMS access request',
    ],
  },
  '2.2 ECAS Mobile app': {
    'two-factor/app-install': [
      'phone specific',
      'if you get a new phone, you go through these steps again',
      'App Store on your phone',
      'Install the ECAS Mobile app',
    ],
    'two-factor/app-add-device': [
      'In your web browser, make sure that you are logged in to EU Login',
      ': https://webgate.ec.europa.eu/cas\n',
      'open My account',
      'Click Manage my mobile devices, then add a mobile device',
      'Under Your device name, give your phone a name',
      'Choose a 4-digit PIN',
      'The form Add a mobile device',
      'Your 4 digit PIN code',
      'again under Confirm your PIN code',
      'the buttons Submit and Cancel',
      'the ECAS Mobile app on your phone asks for it',
      'Click Submit: a QR code appears in the browser',
    ],
    'two-factor/app-initialise': [
      'open the ECAS Mobile app and press initialize: this opens the camera',
      'Scan the QR code that your browser displays',
      'Enter your 4-digit PIN on your phone and click authenticate',
      'EU Login now sends a confirmation to your phone',
      'click confirm there, and your phone is registered',
      'test how to sign in with the app, or skip that and continue with the CPMS access request',
    ],
  },
  '2.3 Sign in with ECAS Mobile App PIN code': {
    'two-factor/app-sign-in-pin': [
      'On the EU Login screen, select ECAS Mobile App PIN Code from the drop-down menu',
      'Enter your password and click Sign in',
      'Your phone receives a notification: tap it to open the app',
      'Enter the PIN that you set up',
      'If you chose Touch ID, you may use that',
      'You are logged in, and ready for the CPMS access request',
    ],
  },
  '2.4 Sign in with ECAS Mobile App QR code': {
    'two-factor/app-sign-in-qr': [
      'On the EU Login screen, select ECAS Mobile App QR Code from the drop-down menu',
      'Enter your password and click Sign in: the screen displays a QR code',
      'open the ECAS Mobile App, go to the Menu page and select Scan QR Code',
      "Point the phone's camera at the QR code on the screen until it is recognised",
      'Enter the 8-digit code from your phone in the field Code generated by your app and click Sign in',
      'You are logged in, and ready for the CPMS access request',
    ],
  },
  '3.1 Login to the authorization system': {
    'cpms-access/open-authorisation': [
      ': https://webgate.ec.europa.eu/saas\n',
      'Log in with your EU Login; a second factor is not required here',
      'Click Request access in the top left',
      'A new application access form opens',
    ],
  },
  '3.2 Step 1: Select application': {
    'cpms-access/select-application': [
      'Select CPMS in the Application box',
      'Click Step2 in the lower-right corner',
    ],
  },
  '3.3 Step 2: Selection organisation': {
    'cpms-access/select-organisation': [
      'Scroll down and click Open next to eUROGEN',
      'Do not continue with only the round button next to eUROGEN checked',
      'that selects eUROGEN without your centre, and your request will be denied',
      'A list of countries is shown: click Open next to Netherlands',
      'Check the round button next to your centre (I know it as Radboudumc (Radboud university medical center))',
      'Click Step3 in the lower-right corner',
    ],
  },
  '3.4 Step 3: Select access profile': {
    'cpms-access/select-profile': [
      'Check the box next to your profile. For you, this is HP',
      'Click Step4 in the lower-right corner',
    ],
  },
  '3.5 Step 4: Recap and submission': {
    'cpms-access/recap-and-submit': [
      'Check the summary',
      'Type a comment under Comments, if one is required',
      'Click Submit Request Access: this sends your request',
      'eUROGEN approves your request, then the CPMS Helpdesk (DG Sante) creates your account',
      'Application: CPMS',
      'Organisation: Radboudumc (Radboud university medical center)',
      'Access Profile: HP',
      'Comments: ',
    ],
    'first-login/await-approval': [
      ': https://cpms.ern-net.eu/login/\n',
      'your way into CPMS from now on',
      'Bookmark the CPMS link as a favourite in your browser',
    ],
  },
  '4 First login': {
    'first-login/await-approval': [
      'Wait for the e-mail which confirms that your access was approved. You can log in to CPMS after that',
    ],
    'first-login/enter-role': [
      'At your first login, CPMS asks for your personal preferences: your role and your thematic area',
      'Type in your professional role',
      'Your role is shown beside your name in panels',
    ],
    'first-login/choose-thematic-area': [
      'choose a thematic area of eUROGEN, the network for which you requested access',
      'WS1 – Rare congenital urorecto genital anomalies',
      'WS2 – Functional urogenital conditions requiring highly specialised surgery',
      'WS3 – Rare urogenital tumours',
    ],
    'first-login/save-preferences': ['Click Update preferences to save both'],
    'first-login/change-preferences-later': [
      'at any time',
      'Click the ERN tab at the top of the screen',
      'Click Preferences in the left bar',
      'opens the Preference tab again',
    ],
  },
  '5 FAQ, question 1': {
    'cpms-access/recap-and-submit': [
      'At Step 4, the summary shows only eUROGEN',
      'Most likely, you selected the round button next to eUROGEN instead of clicking Open',
      'Go back to Step 2 of the form',
      '[Go to: Step 2 of the form: find your centre]',
    ],
  },
  '5 FAQ, question 2': {
    'two-factor/sms-add-number': [
      "I can't register my phone",
      'the format of the number is probably wrong',
      'The blanks have to be in exactly the same places as in this example: +11 111 11 11 11',
    ],
  },
  '5 FAQ, question 3': {
    'two-factor/app-install': [
      'I have a new phone',
      'Sign in with Password as the verification method',
      ': https://webgate.ec.europa.eu/cas\n',
      'Under My Account, choose Delete all my devices and eID, then click Delete',
      'Then add the phone you use now as at the start',
    ],
  },
  '5 FAQ, question 4': {
    'eu-login/sign-in': [
      "I can't remember my password",
      'Did you change it recently? Then, for security, you have to wait before you can change it again',
      'If you try too early, EU Login says how long',
      'If it is urgent, or you have not changed it recently, ask the helpdesk',
    ],
  },
};

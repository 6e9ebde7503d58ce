// @ts-check

// Tells the launcher, as early as can be, that its page and ours allow the frame.
if (parent !== window) parent.postMessage('assistant-here', '*');

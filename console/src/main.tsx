import { render } from 'preact';
import { App } from './app/shell';
import { startRouter } from './app/router';
import { startKeyboard } from './app/keyboard';
import { startTheme } from './app/theme';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/dialog.css';
import './styles/pages.css';
import 'uplot/dist/uPlot.min.css';

startTheme();
startRouter();
startKeyboard();
render(<App />, document.getElementById('app')!);

// Which signs are in the bundle? Those used, and no others: each is its own import (Lucide, ISC licence).
import arrowDownSvg from 'lucide-static/icons/arrow-down.svg?raw'
import arrowLeftSvg from 'lucide-static/icons/arrow-left.svg?raw'
import arrowRightSvg from 'lucide-static/icons/arrow-right.svg?raw'
import arrowUpSvg from 'lucide-static/icons/arrow-up.svg?raw'
import bellSvg from 'lucide-static/icons/bell.svg?raw'
import calendarSvg from 'lucide-static/icons/calendar.svg?raw'
import calendarClockSvg from 'lucide-static/icons/calendar-clock.svg?raw'
import calendarDaysSvg from 'lucide-static/icons/calendar-days.svg?raw'
import chartBarSvg from 'lucide-static/icons/chart-bar.svg?raw'
import checkSvg from 'lucide-static/icons/check.svg?raw'
import chevronDownSvg from 'lucide-static/icons/chevron-down.svg?raw'
import chevronLeftSvg from 'lucide-static/icons/chevron-left.svg?raw'
import chevronRightSvg from 'lucide-static/icons/chevron-right.svg?raw'
import chevronUpSvg from 'lucide-static/icons/chevron-up.svg?raw'
import circleCheckSvg from 'lucide-static/icons/circle-check.svg?raw'
import circleDashedSvg from 'lucide-static/icons/circle-dashed.svg?raw'
import circleHelpSvg from 'lucide-static/icons/circle-help.svg?raw'
import circleXSvg from 'lucide-static/icons/circle-x.svg?raw'
import clockSvg from 'lucide-static/icons/clock.svg?raw'
import commandSvg from 'lucide-static/icons/command.svg?raw'
import contrastSvg from 'lucide-static/icons/contrast.svg?raw'
import copySvg from 'lucide-static/icons/copy.svg?raw'
import databaseSvg from 'lucide-static/icons/database.svg?raw'
import downloadSvg from 'lucide-static/icons/download.svg?raw'
import ellipsisSvg from 'lucide-static/icons/ellipsis.svg?raw'
import externalLinkSvg from 'lucide-static/icons/external-link.svg?raw'
import eyeSvg from 'lucide-static/icons/eye.svg?raw'
import eyeOffSvg from 'lucide-static/icons/eye-off.svg?raw'
import fileTextSvg from 'lucide-static/icons/file-text.svg?raw'
import filmSvg from 'lucide-static/icons/film.svg?raw'
import filterSvg from 'lucide-static/icons/filter.svg?raw'
import folderOpenSvg from 'lucide-static/icons/folder-open.svg?raw'
import globeSvg from 'lucide-static/icons/globe.svg?raw'
import gripVerticalSvg from 'lucide-static/icons/grip-vertical.svg?raw'
import heartSvg from 'lucide-static/icons/heart.svg?raw'
import historySvg from 'lucide-static/icons/history.svg?raw'
import imageSvg from 'lucide-static/icons/image.svg?raw'
import imagePlusSvg from 'lucide-static/icons/image-plus.svg?raw'
import inboxSvg from 'lucide-static/icons/inbox.svg?raw'
import infoSvg from 'lucide-static/icons/info.svg?raw'
import keyRoundSvg from 'lucide-static/icons/key-round.svg?raw'
import keyboardSvg from 'lucide-static/icons/keyboard.svg?raw'
import languagesSvg from 'lucide-static/icons/languages.svg?raw'
import linkSvg from 'lucide-static/icons/link.svg?raw'
import listSvg from 'lucide-static/icons/list.svg?raw'
import listPlusSvg from 'lucide-static/icons/list-plus.svg?raw'
import loaderCircleSvg from 'lucide-static/icons/loader-circle.svg?raw'
import lockSvg from 'lucide-static/icons/lock.svg?raw'
import lockOpenSvg from 'lucide-static/icons/lock-open.svg?raw'
import logOutSvg from 'lucide-static/icons/log-out.svg?raw'
import messageCircleSvg from 'lucide-static/icons/message-circle.svg?raw'
import monitorSvg from 'lucide-static/icons/monitor.svg?raw'
import moonSvg from 'lucide-static/icons/moon.svg?raw'
import moreHorizontalSvg from 'lucide-static/icons/more-horizontal.svg?raw'
import octagonAlertSvg from 'lucide-static/icons/octagon-alert.svg?raw'
import paperclipSvg from 'lucide-static/icons/paperclip.svg?raw'
import pauseSvg from 'lucide-static/icons/pause.svg?raw'
import pencilSvg from 'lucide-static/icons/pencil.svg?raw'
import pinSvg from 'lucide-static/icons/pin.svg?raw'
import playSvg from 'lucide-static/icons/play.svg?raw'
import plusSvg from 'lucide-static/icons/plus.svg?raw'
import powerSvg from 'lucide-static/icons/power.svg?raw'
import quoteSvg from 'lucide-static/icons/quote.svg?raw'
import redo2Svg from 'lucide-static/icons/redo-2.svg?raw'
import refreshCwSvg from 'lucide-static/icons/refresh-cw.svg?raw'
import repeatSvg from 'lucide-static/icons/repeat.svg?raw'
import rssSvg from 'lucide-static/icons/rss.svg?raw'
import saveSvg from 'lucide-static/icons/save.svg?raw'
import searchSvg from 'lucide-static/icons/search.svg?raw'
import sendSvg from 'lucide-static/icons/send.svg?raw'
import settingsSvg from 'lucide-static/icons/settings.svg?raw'
import shieldAlertSvg from 'lucide-static/icons/shield-alert.svg?raw'
import shieldCheckSvg from 'lucide-static/icons/shield-check.svg?raw'
import smileSvg from 'lucide-static/icons/smile.svg?raw'
import splitSvg from 'lucide-static/icons/split.svg?raw'
import sunSvg from 'lucide-static/icons/sun.svg?raw'
import tagSvg from 'lucide-static/icons/tag.svg?raw'
import trash2Svg from 'lucide-static/icons/trash-2.svg?raw'
import triangleAlertSvg from 'lucide-static/icons/triangle-alert.svg?raw'
import undo2Svg from 'lucide-static/icons/undo-2.svg?raw'
import uploadSvg from 'lucide-static/icons/upload.svg?raw'
import userSvg from 'lucide-static/icons/user.svg?raw'
import usersSvg from 'lucide-static/icons/users.svg?raw'
import xSvg from 'lucide-static/icons/x.svg?raw'
import zapSvg from 'lucide-static/icons/zap.svg?raw'

/** What stands inside the svg element. */
function inner(svg: string): string {
  return svg.replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').trim()
}

const raw = {
  'arrow-down': arrowDownSvg,
  'arrow-left': arrowLeftSvg,
  'arrow-right': arrowRightSvg,
  'arrow-up': arrowUpSvg,
  'bell': bellSvg,
  'calendar': calendarSvg,
  'calendar-clock': calendarClockSvg,
  'calendar-days': calendarDaysSvg,
  'chart-bar': chartBarSvg,
  'check': checkSvg,
  'chevron-down': chevronDownSvg,
  'chevron-left': chevronLeftSvg,
  'chevron-right': chevronRightSvg,
  'chevron-up': chevronUpSvg,
  'circle-check': circleCheckSvg,
  'circle-dashed': circleDashedSvg,
  'circle-help': circleHelpSvg,
  'circle-x': circleXSvg,
  'clock': clockSvg,
  'command': commandSvg,
  'contrast': contrastSvg,
  'copy': copySvg,
  'database': databaseSvg,
  'download': downloadSvg,
  'ellipsis': ellipsisSvg,
  'external-link': externalLinkSvg,
  'eye': eyeSvg,
  'eye-off': eyeOffSvg,
  'file-text': fileTextSvg,
  'film': filmSvg,
  'filter': filterSvg,
  'folder-open': folderOpenSvg,
  'globe': globeSvg,
  'grip-vertical': gripVerticalSvg,
  'heart': heartSvg,
  'history': historySvg,
  'image': imageSvg,
  'image-plus': imagePlusSvg,
  'inbox': inboxSvg,
  'info': infoSvg,
  'key-round': keyRoundSvg,
  'keyboard': keyboardSvg,
  'languages': languagesSvg,
  'link': linkSvg,
  'list': listSvg,
  'list-plus': listPlusSvg,
  'loader-circle': loaderCircleSvg,
  'lock': lockSvg,
  'lock-open': lockOpenSvg,
  'log-out': logOutSvg,
  'message-circle': messageCircleSvg,
  'monitor': monitorSvg,
  'moon': moonSvg,
  'more-horizontal': moreHorizontalSvg,
  'octagon-alert': octagonAlertSvg,
  'paperclip': paperclipSvg,
  'pause': pauseSvg,
  'pencil': pencilSvg,
  'pin': pinSvg,
  'play': playSvg,
  'plus': plusSvg,
  'power': powerSvg,
  'quote': quoteSvg,
  'redo-2': redo2Svg,
  'refresh-cw': refreshCwSvg,
  'repeat': repeatSvg,
  'rss': rssSvg,
  'save': saveSvg,
  'search': searchSvg,
  'send': sendSvg,
  'settings': settingsSvg,
  'shield-alert': shieldAlertSvg,
  'shield-check': shieldCheckSvg,
  'smile': smileSvg,
  'split': splitSvg,
  'sun': sunSvg,
  'tag': tagSvg,
  'trash-2': trash2Svg,
  'triangle-alert': triangleAlertSvg,
  'undo-2': undo2Svg,
  'upload': uploadSvg,
  'user': userSvg,
  'users': usersSvg,
  x: xSvg,
  'zap': zapSvg,
}

export type IconName = keyof typeof raw

export const icons = Object.fromEntries(Object.entries(raw).map(([name, svg]) => [name, inner(svg)])) as Record<IconName, string>

import { ActionIcon, Kbd, Menu, Tooltip, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconMoon,
  IconSearch,
  IconSun,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { AccountMenu } from './account-menu.tsx'
import classes from './frame.module.css'
import { Mark } from './mark.tsx'
import { RunningWork } from './running-work.tsx'

const schemes: { value: MantineColorScheme; label: string; icon: Icon }[] = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
]

function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Current = schemes.find((scheme) => scheme.value === colorScheme)?.icon ?? IconSun
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Colour scheme">
          <Current size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme.value}
            leftSection={<scheme.icon size={16} stroke={1.6} />}
            rightSection={scheme.value === colorScheme ? <IconCheck size={14} aria-label="chosen" /> : null}
            onClick={() => setColorScheme(scheme.value)}
          >
            {scheme.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Search everything, running work, keys and colours. */
export function TopBar({ onPalette, onKeys }: { onPalette: () => void; onKeys: () => void }) {
  return (
    <header className={classes['top']}>
      <Link to="/search" className={classes['topMark']} aria-label="Fairlist, to the search page">
        <Mark />
      </Link>
      <button type="button" className={classes['find']} onClick={onPalette} aria-keyshortcuts="Control+K">
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span>Search people, companies, commands</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </button>
      <div className={classes['topEnd']}>
        <RunningWork />
        <Tooltip label="Keys (?)">
          <ActionIcon
            className={classes['wide']}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Keyboard shortcuts"
            onClick={onKeys}
          >
            <IconKeyboard size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <SchemeMenu />
        <AccountMenu />
      </div>
    </header>
  )
}
